import type { SupportedAccount } from '../../../shared/identity/api/support.ts';
import { Button, Table } from '../../platform/design/components.tsx';
import { useShownTime } from '../../platform/texts/clinic-time.ts';
import { usePortalTexts } from '../portal-texts.ts';

/** Where somebody is signed in, and since when. @param onEnd where whoever looks may end one */
export function OpenSessions({
  sessions,
  chosen,
  onEnd,
}: {
  sessions: SupportedAccount['sessions'];
  chosen: string | undefined;
  onEnd: ((key: string) => void) | undefined;
}) {
  const { sessions: texts } = usePortalTexts().support;
  const shownTime = useShownTime();
  return (
    <Table caption={texts.title} cards>
      <thead>
        <tr>
          <th scope="col">{texts.workstation}</th>
          <th scope="col">{texts.since}</th>
          {onEnd && <th scope="col">{texts.end}</th>}
        </tr>
      </thead>
      <tbody>
        {sessions.map(({ key, workstation, since }) => (
          <tr key={key}>
            <th scope="row" data-label={texts.workstation}>
              {workstation ?? texts.unknown}
            </th>
            <td data-label={texts.since}>{shownTime(since)}</td>
            {onEnd && (
              <td data-label={texts.end}>
                <Button
                  aria-label={texts.endOne(workstation ?? texts.unknown, shownTime(since))}
                  aria-expanded={chosen === key}
                  onClick={() => onEnd(key)}
                >
                  {texts.end}
                </Button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
