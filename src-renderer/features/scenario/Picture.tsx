import { Text } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { isJsonObject, valueAt, type JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { parsePath } from '../../../src-shared/scenario/setting-path.ts';
import { percent, plainNumber } from '../../components/format.ts';
import { reportFailure } from '../../components/notify.ts';
import { connectedHost } from '../../state/session.ts';
import { LinePicture } from './LinePicture.tsx';
import {
  hazardProducts,
  matchLines,
  vestingLines,
  type Calculate,
  type PictureLine,
} from './plan-pictures.ts';
import classes from './scenario.module.css';

/** What a group of settings looks like, beside them; nothing for groups that have no picture. */
export function Picture({
  groupId,
  document,
}: {
  readonly groupId: string;
  readonly document: JsonObject;
}): ReactNode {
  const path = parsePath(groupId) ?? [];
  const value = valueAt(document, path);
  const design = path[0] === 'planDesigns' && typeof path[1] === 'number' ? path[1] : null;
  if (design !== null && (path[2] === 'match' || path[2] === 'vesting'))
    return <PlanPicture document={document} index={design} part={path[2]} />;
  return /Hazard$/.test(groupId) && isJsonObject(value) ? (
    <HazardMap document={document} hazard={value} />
  ) : null;
}

const WAIT_MS = 120;

function PlanPicture({
  document,
  index,
  part,
}: {
  readonly document: JsonObject;
  readonly index: number;
  readonly part: 'match' | 'vesting';
}): ReactNode {
  const [lines, setLines] = useState<readonly PictureLine[]>([]);
  const block = valueAt(document, ['planDesigns', index, part]);
  const year = Number(valueAt(document, ['simulation', 'startYear']));
  useEffect(() => {
    if (!isJsonObject(block)) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      const { calculators } = connectedHost().api;
      const calculate: Calculate = (request) => calculators.run(request);
      (part === 'match' ? matchLines(calculate, block, year) : vestingLines(calculate, block))
        .then((found) => {
          if (isCurrent) setLines(found);
        })
        .catch(reportFailure);
    }, WAIT_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [block, year, part]);
  return part === 'match' ? (
    <LinePicture
      title="Match by deferral, both as a share of a pay of $100,000"
      lines={lines}
      showX={percent}
    />
  ) : (
    <LinePicture
      title="Vested share by credited years"
      lines={lines}
      showX={(years) => plainNumber(Math.round(years))}
      isStepped
    />
  );
}

function HazardMap({
  document,
  hazard,
}: {
  readonly document: JsonObject;
  readonly hazard: JsonObject;
}): ReactNode {
  const { ageMultipliers: age, tenureMultipliers: tenure } = hazard;
  if (!isJsonObject(age) || !isJsonObject(tenure)) return null;
  const { ages, tenures, products } = hazardProducts(document, { age, tenure });
  const largest = Math.max(...products.flat(), 0);
  return (
    <figure style={{ margin: '4px 0 12px' }}>
      <Text component="figcaption" size="xs" c="dimmed" mb={4}>
        Relative risk by age (down) and years of service (across), at level factor 1
      </Text>
      <table className={classes['grid']} aria-label="Relative risk by age and tenure">
        <thead>
          <tr>
            <th scope="col">Age</th>
            {tenures.map((name) => (
              <th key={name} scope="col" className={classes['right']}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {products.map((line, row) => (
            <tr key={ages[row]}>
              <th scope="row">{ages[row]}</th>
              {line.map((product, column) => (
                <td
                  key={tenures[column]}
                  className={classes['heatCell']}
                  style={{
                    backgroundColor: `rgba(var(--pa-heat), calc(${largest === 0 ? 0 : 0.04 + (0.4 * product) / largest} * var(--pa-heat-strength)))`,
                  }}
                >
                  {product.toFixed(2)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
