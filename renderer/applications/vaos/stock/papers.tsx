import { type Movement, stockApi, type WasteReason } from '../../../../shared/applications/vaos/stock/api.ts';
import { type Transfer, transfersApi } from '../../../../shared/applications/vaos/transfers/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, Details, Notice, Panel } from '../../../platform/design/components.tsx';
import { Printer } from '../../../platform/design/icons.ts';
import { SitePage } from '../site-page.tsx';
import { useVaosTexts, type VaosTexts } from '../vaos-texts.ts';

// What is printed, signed and kept with the records of a site [V4][V5].

export function LossReportPage({ siteId, id }: { siteId: string; id: string }) {
  const { papers: texts } = useVaosTexts();
  const movement = useRead(stockApi.movement, { params: { site: siteId, movement: id } });
  return (
    <SitePage siteId={siteId} title={texts.loss}>
      {({ site }) => (
        <ApplicationResource of={movement} missing={<Notice title={texts.cannot} />}>
          {(line) =>
            line.kind === 'wasted' ? <LossReport site={site} line={line} /> : <Notice title={texts.cannot} />
          }
        </ApplicationResource>
      )}
    </SitePage>
  );
}

type Named = { readonly name: string; readonly pin: string };

const named = ({ pin: label }: VaosTexts, { name, pin }: Named) => `${name}, ${label} ${pin}`;

function LossReport({ site, line }: { site: Named; line: Movement }) {
  const all = useVaosTexts();
  const { papers: texts, form, waste } = all;
  const { product, ndc, lot, doses, day, by, reason, signature } = line;
  return (
    <Panel>
      <p>{texts.lossText}</p>
      <Details
        items={[
          [texts.site, named(all, site)],
          [form.vaccine, product],
          [form.ndc, ndc],
          [form.lot, lot],
          [waste.doses, -doses],
          [waste.reason, all.wasteReason[reason as WasteReason]],
          [waste.on, shownDate(day)],
          [texts.reported, by],
          ...(signature
            ? ([[texts.signature, `${signature.name}, ${all.clinicianTitle[signature.title]}`]] as const)
            : []),
        ]}
      />
      <SignHere lines={[texts.signature]} />
    </Panel>
  );
}

export function ConfirmationPage({ siteId, id }: { siteId: string; id: string }) {
  const { papers: texts, transfers } = useVaosTexts();
  const loaded = useRead(transfersApi.list, { params: { site: siteId } });
  return (
    <SitePage siteId={siteId} title={texts.transfer}>
      {() => (
        <ApplicationResource of={loaded}>
          {(answer) => {
            const transfer = answer.transfers.find((each) => each.id === id);
            return transfer === undefined ? <Notice title={transfers.none} /> : <Confirmation transfer={transfer} />;
          }}
        </ApplicationResource>
      )}
    </SitePage>
  );
}

function Confirmation({ transfer }: { transfer: Transfer }) {
  const all = useVaosTexts();
  const { papers: texts, form, transfers } = all;
  const { from, to, product, ndc, lot, expires, doses, reason, status, statusSince, packedAt, unpackedAt } = transfer;
  const degrees = [
    packedAt !== undefined && transfers.packed(packedAt),
    unpackedAt !== undefined && transfers.unpacked(unpackedAt),
  ];
  return (
    <Panel>
      <p>{texts.transferText}</p>
      <Details
        items={[
          [transfers.from, named(all, from)],
          [transfers.to, named(all, to)],
          [form.vaccine, product],
          [form.ndc, ndc],
          [form.lot, lot],
          [form.expires, shownDate(expires)],
          [form.doses, doses],
          [transfers.reason, reason],
          [transfers.temperature, degrees.filter(Boolean).join('. ')],
          [transfers.status, `${all.transferStatus[status]}, ${shownDate(statusSince)}`],
        ]}
      />
      <SignHere lines={[transfers.from, transfers.to]} />
    </Panel>
  );
}

function SignHere({ lines }: { lines: readonly string[] }) {
  const { papers: texts } = useVaosTexts();
  return (
    <>
      {lines.map((line) => (
        <p key={line} className="sign-here note">{`${line}: ${texts.signHere}`}</p>
      ))}
      <div className="row screen-only">
        <Button kind="primary" onClick={() => window.print()}>
          <Printer className="icon" aria-hidden />
          {texts.print}
        </Button>
      </div>
    </>
  );
}
