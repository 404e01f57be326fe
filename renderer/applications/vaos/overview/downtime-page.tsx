import type { Dashboard } from '../../../../shared/applications/vaos/overview/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { Button, Panel, Table, TableHead } from '../../../platform/design/components.tsx';
import { Printer } from '../../../platform/design/icons.ts';
import { SitePage } from '../site-page.tsx';
import { useVaosTexts } from '../vaos-texts.ts';

/** Lines on one sheet of paper, on its side. */
const linesOfSheet = 14;

/** What is printed beforehand for a day on which the server is away. */
export function DowntimePage({ siteId }: { siteId: string }) {
  const { downtime: texts } = useVaosTexts();
  return (
    <SitePage siteId={siteId} title={texts.title} width="wide">
      {(dashboard) => <Forms {...dashboard} />}
    </SitePage>
  );
}

function Forms({ stock, today }: Dashboard) {
  const { downtime: texts, form } = useVaosTexts();
  return (
    <div className="stack downtime">
      <p>{texts.text}</p>
      <Panel>
        <ol>
          {texts.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <div className="row">
          <Button kind="primary" onClick={() => window.print()}>
            <Printer className="icon" aria-hidden />
            {texts.print}
          </Button>
        </div>
      </Panel>
      <Table caption={texts.onHand(shownDate(today))}>
        <TableHead columns={[form.vaccine, form.ndc, form.lot, form.expires]} />
        <tbody>
          {stock
            .filter(({ condition }) => condition !== 'expired')
            .map(({ id, product, ndc, lot, expires }) => (
              <tr key={id}>
                <th scope="row">{product}</th>
                <td className="code">{ndc}</td>
                <td className="code">{lot}</td>
                <td className="code">{shownDate(expires)}</td>
              </tr>
            ))}
        </tbody>
      </Table>
      <Table caption={texts.lines}>
        <thead>
          <tr>
            {texts.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: linesOfSheet }, (_, line) => (
            <tr key={line} className="blank">
              {texts.columns.map((column) => (
                <td key={column} aria-label={column}>
                  {'\u00A0'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
