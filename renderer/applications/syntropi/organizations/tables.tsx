import { shownDate } from '../../../../shared/contract/time.ts';
import type {
  EnrolledSite,
  Enrolment,
  EnrolmentStatus,
  StorageUnit,
} from '../../../../shared/applications/syntropi/organizations/api.ts';
import { Badge, type BadgeKind } from '../../../platform/design/badge.tsx';
import { Table, TableHead } from '../../../platform/design/components.tsx';
import { useSyntropiTexts } from '../syntropi-texts.ts';

const badges: Record<EnrolmentStatus, BadgeKind> = {
  'in-progress': 'plain',
  submitted: 'information',
  returned: 'warning',
  approved: 'positive',
  expired: 'danger',
};

export function Enrolments({ enrolments }: { enrolments: readonly Enrolment[] }) {
  const { organization: texts } = useSyntropiTexts();
  return (
    <Table caption={texts.enrolments.caption}>
      <TableHead
        columns={[
          texts.enrolments.program,
          texts.enrolments.status,
          texts.enrolments.enrolledOn,
          texts.enrolments.renewBy,
        ]}
      />
      <tbody>
        {enrolments.map(({ program, status, site, enrolledOn, renewBy }) => (
          <tr key={`${site} ${program}`}>
            <th scope="row">{[site, texts.program[program]].filter(Boolean).join(': ')}</th>
            <td>
              <Badge kind={badges[status]}>{texts.status[status]}</Badge>
            </td>
            <td className="code">{enrolledOn ? shownDate(enrolledOn) : texts.notYet}</td>
            <td className="code">{renewBy && shownDate(renewBy)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

export function Sites({ sites }: { sites: readonly EnrolledSite[] }) {
  const { organization: texts } = useSyntropiTexts();
  return (
    <Table caption={texts.sites.caption}>
      <TableHead columns={[texts.sites.name, texts.sites.id, texts.sites.address]} />
      <tbody>
        {sites.map(({ id, name, address }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td className="code">{id}</td>
            <td>{address}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

export function StorageUnits({ units }: { units: readonly StorageUnit[] }) {
  const { organization: texts } = useSyntropiTexts();
  return (
    <Table caption={texts.storageUnits.caption}>
      <TableHead
        columns={[
          texts.storageUnits.name,
          texts.storageUnits.kind,
          texts.storageUnits.logger,
          texts.storageUnits.calibrationDue,
        ]}
      />
      <tbody>
        {units.map(({ name, kind, logger, calibrationDue }) => (
          <tr key={logger}>
            <th scope="row">{name}</th>
            <td>{texts.storageKind[kind]}</td>
            <td className="code">{logger}</td>
            <td className="code">{shownDate(calibrationDue)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
