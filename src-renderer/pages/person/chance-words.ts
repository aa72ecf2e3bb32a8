import type { PersonEvent } from '../../../src-shared/person/event-fields.ts';
import { people, plainNumber } from '../../components/format.ts';
import { exactRate } from './event-words.ts';

/** What luck had to do with an event, in sentences; none where nothing was drawn. */

const PPM = 1_000_000;
/** The engine has a logarithm of its own (W-11), which differs from that of a browser in the last digits only. */
const NEARLY = 1e-9;

/** A draw against a probability (W-9, P-6). */
function against(draw: number | null, probability: number | null, what: string): readonly string[] {
  if (draw === null || probability === null) return [];
  const relation = draw * PPM < probability ? 'below' : 'not below';
  return [`The draw ${plainNumber(draw)} is ${relation} the probability ${exactRate(probability)}: ${what}.`];
}

/** A place in the order of choice (W-35), with its key worked out again where it comes to what is stored. */
function race(draw: number | null, hazard: number | null, key: number | null): readonly string[] {
  if (draw === null || hazard === null || key === null) return [];
  const due = Math.log(1 - draw) / Math.log(1 - hazard / PPM);
  const formula =
    Math.abs(due - key) <= NEARLY * Math.max(1, key)
      ? ` = ln(1 − ${plainNumber(draw)}) ÷ ln(1 − ${plainNumber(hazard / PPM)})`
      : '';
  return [
    `The draw ${plainNumber(draw)} at the probability ${exactRate(hazard)} gives the key ${plainNumber(key)}${formula}.`,
  ];
}

export function chanceOf(event: PersonEvent): readonly string[] {
  switch (event.type) {
    case 'TERMINATION': {
      const { rule, draw, hazard, raceKey, quota } = event.payload;
      if (rule === 'bernoulli') return against(draw, hazard, 'the person leaves');
      if (rule !== 'race') return [];
      const chosen = quota === null ? '' : `The ${people(quota)} people with the smallest keys leave.`;
      return [...race(draw, hazard, raceKey), ...(chosen === '' ? [] : [chosen])];
    }
    case 'PROMOTION': {
      const { draw, hazard, raceKey } = event.payload;
      if (raceKey === null) return against(draw, hazard, 'the person is promoted');
      return [...race(draw, hazard, raceKey), 'The people with the smallest keys are promoted.'];
    }
    case 'DC_PLAN_ELIGIBILITY': {
      const { draw, probability } = event.payload;
      return against(draw, probability, event.category === 'barred' ? 'barred' : 'not barred');
    }
    case 'DC_PLAN_ENROLLMENT':
      return against(event.payload.draw, event.payload.probability, 'the person enrols');
    case 'DC_PLAN_DEFERRAL_CHANGE': {
      const what = {
        optOut: 'the person opts out',
        withdrawal: 'the person opts out',
        escalation: 'escalation is not refused',
        escalationRefused: 'escalation is refused',
        matchResponse: 'the person answers the change',
      };
      return against(event.payload.draw, event.payload.probability, what[event.category]);
    }
    default:
      return [];
  }
}
