import { useLayoutEffect, useRef } from 'react';
import type { FieldChange, ImportRemark, ImportReport } from '../../../shared/identity/api/import.ts';
import { Details, Notice, Table } from '../../platform/design/components.tsx';
import { usePortalTexts } from '../portal-texts.ts';

/** More would only slow the page down; who has that many corrects the file's cause first. */
const shownRemarks = 200;

export function ImportReportView({ report }: { report: ImportReport }) {
  const { dryRun, created, updated, changes, unchanged, refused, hints } = report;
  const texts = usePortalTexts().accounts.report;
  const element = useRef<HTMLDivElement>(null);
  // It answers what the person just asked for.
  useLayoutEffect(() => element.current?.focus(), []);
  const kind = refused.length > 0 ? 'warning' : 'positive';
  const title = dryRun ? texts.checked : texts.imported;
  return (
    <div ref={element} tabIndex={-1} className="stack" role="group" aria-label={title}>
      <Notice kind={kind} title={title}>
        <Details
          items={[
            [dryRun ? texts.toCreate : texts.created, created],
            [dryRun ? texts.toUpdate : texts.updated, updated.length],
            [texts.unchanged, unchanged],
            [texts.refused, refused.length],
          ]}
        />
      </Notice>
      {refused.length > 0 && <Remarks caption={texts.refusedCaption} remarks={refused} />}
      {changes.length > 0 && <Changes changes={changes} />}
      {hints.length > 0 && <Remarks caption={texts.hintsCaption} remarks={hints} />}
    </div>
  );
}

function Changes({ changes }: { changes: readonly FieldChange[] }) {
  const texts = usePortalTexts().accounts.report;
  return (
    <>
      <Table caption={texts.changesCaption} cards>
        <thead>
          <tr>
            <th scope="col" data-numeric>
              {texts.line}
            </th>
            <th scope="col">{texts.username}</th>
            <th scope="col">{texts.field}</th>
            <th scope="col">{texts.before}</th>
            <th scope="col">{texts.after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, shownRemarks).map(({ line, username, field, before, after }) => (
            <tr key={`${line} ${field}`}>
              <td data-numeric data-label={texts.line}>
                {line}
              </td>
              <th scope="row" className="code" data-label={texts.username}>
                {username}
              </th>
              <td data-label={texts.field}>{field}</td>
              <td data-label={texts.before}>{before || '–'}</td>
              <td data-label={texts.after}>{after || '–'}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {changes.length > shownRemarks && <p className="soft">{texts.more(shownRemarks, changes.length)}</p>}
    </>
  );
}

function Remarks({ caption, remarks }: { caption: string; remarks: readonly ImportRemark[] }) {
  const texts = usePortalTexts().accounts.report;
  return (
    <>
      <Table caption={caption}>
        <thead>
          <tr>
            <th scope="col" data-numeric>
              {texts.line}
            </th>
            <th scope="col">{texts.field}</th>
            <th scope="col">{texts.reason}</th>
          </tr>
        </thead>
        <tbody>
          {remarks.slice(0, shownRemarks).map(({ line, field, reason }) => (
            <tr key={`${line} ${field} ${reason}`}>
              <td data-numeric>{line}</td>
              <td>{field}</td>
              {/* It names columns and values of the file, in English as they are. */}
              <td lang="en">{reason}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {remarks.length > shownRemarks && <p className="soft">{texts.more(shownRemarks, remarks.length)}</p>}
    </>
  );
}
