import type { ReactNode } from 'react';
import { HealthPanel } from '../../shell/HealthPanel.tsx';
import { useSession } from '../../state/session.ts';

/** What a window opens with. */
export default function StartPage(): ReactNode {
  const session = useSession();
  return session.status === 'connected' ? <HealthPanel info={session.info} health={session.health} /> : null;
}
