import { Link } from 'wouter';
import { Panel } from '../../../platform/design/components.tsx';
import { ImmTrac2Frame } from '../frame.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/** Which reports there are [I11]. */
export function ReportsPage() {
  const texts = useImmTrac2Texts().reports;
  const reports = [
    ['/reports/due', texts.due],
    ['/reports/doses', texts.doses],
    ['/reports/rejected', texts.rejected],
  ] as const;
  return (
    <ImmTrac2Frame step={texts.title} width="narrow">
      <h1>{texts.title}</h1>
      {reports.map(([address, { title, about }]) => (
        <Panel key={address} title={title}>
          <p>{about}</p>
          <p>
            <Link href={address}>{title}</Link>
          </p>
        </Panel>
      ))}
    </ImmTrac2Frame>
  );
}
