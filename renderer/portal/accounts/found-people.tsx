import { useLayoutEffect, useRef } from 'react';
import type { FoundPerson } from '../../../shared/identity/api/support.ts';
import { Button, Panel, Table, TableHead } from '../../platform/design/components.tsx';
import { usePortalTexts } from '../portal-texts.ts';

type FoundPeopleListProps = {
  people: readonly FoundPerson[];
  onOpen: (username: string) => void;
  /** Where there may be more. */
  onMore: (() => void) | undefined;
};

/** Several people who may be meant. */
export function FoundPeopleList({ people, onOpen, onMore }: FoundPeopleListProps) {
  const { support, portal } = usePortalTexts();
  const { find: texts, account } = support;
  const element = useRef<HTMLDivElement>(null);
  // It answers what the person just asked for.
  useLayoutEffect(() => element.current?.focus(), []);
  return (
    <div ref={element} tabIndex={-1} role="group" aria-label={texts.people}>
      <Panel title={texts.people}>
        <p role="status" className="soft">
          {texts.found(people.length, onMore !== undefined)}
        </p>
        {people.length > 0 && (
          <Table caption={texts.people} cards>
            <TableHead
              columns={[
                portal.account.name,
                portal.account.username,
                portal.account.email,
                portal.account.sites,
                texts.state,
                texts.open,
              ]}
            />
            <tbody>
              {people.map(({ username, name, email, sites, status }) => (
                <tr key={username}>
                  <th scope="row" data-label={portal.account.name}>
                    {name}
                  </th>
                  <td data-label={portal.account.username} className="code">
                    {username}
                  </td>
                  <td data-label={portal.account.email}>{email}</td>
                  <td data-label={portal.account.sites}>
                    {sites.map((site) => site.name).join(', ') || portal.account.noSites}
                  </td>
                  <td data-label={texts.state}>{account.statuses[status]}</td>
                  <td data-label={texts.open}>
                    <Button aria-label={texts.openOne(name)} onClick={() => onOpen(username)}>
                      {texts.open}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        {onMore && (
          <div>
            <Button onClick={onMore}>{texts.more}</Button>
          </div>
        )}
      </Panel>
    </div>
  );
}
