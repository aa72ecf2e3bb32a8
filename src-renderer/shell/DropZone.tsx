import { Text } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { openFile } from '../actions/document-commands.ts';
import { reportFailure } from '../components/notify.ts';
import { connectedHost } from '../state/session.ts';
import classes from './shell.module.css';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

/** Takes a census or a scenario that is dropped anywhere on the window. */
export function DropZone(): ReactNode {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener(
      'dragover',
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    window.addEventListener(
      'dragleave',
      (event) => {
        if (event.relatedTarget === null) setOver(false);
      },
      { signal },
    );
    window.addEventListener(
      'drop',
      (event) => {
        setOver(false);
        const file = event.dataTransfer?.files[0];
        // A part of the page may have taken it.
        if (file === undefined || event.defaultPrevented) return;
        event.preventDefault();
        connectedHost().bridge.acceptFile(file).then(openFile).catch(reportFailure);
      },
      { signal },
    );
    return () => {
      stop.abort();
    };
  }, []);
  if (!isOver) return null;
  return (
    <div className={classes['drop']}>
      <Text size="xl" fw={600}>
        Drop a census or a scenario to open it
      </Text>
    </div>
  );
}
