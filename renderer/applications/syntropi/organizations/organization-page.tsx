import { type ReactNode, useState } from 'react';
import { type Organization, syntropiApi } from '../../../../shared/applications/syntropi/organizations/api.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Details, Notice, Panel } from '../../../platform/design/components.tsx';
import { SelectField } from '../../../platform/design/select-field.tsx';
import { Coordinators } from '../coordinators/coordinators.tsx';
import { SyntropiPage } from '../page.tsx';
import { Enrolments, Sites, StorageUnits } from './tables.tsx';
import { useSyntropiTexts } from '../syntropi-texts.ts';

export function OrganizationPage() {
  const { organization: texts } = useSyntropiTexts();
  const [shown, setShown] = useState(0);
  return (
    <SyntropiPage step={texts.title}>
      <Loaded key={shown} onChanged={() => setShown(shown + 1)} />
    </SyntropiPage>
  );
}

function Loaded({ onChanged }: { onChanged: () => void }) {
  return (
    <ApplicationResource of={useRead(syntropiApi.organizations)}>
      {({ organizations }) => <Chosen organizations={organizations} onChanged={onChanged} />}
    </ApplicationResource>
  );
}

function Chosen({ organizations, onChanged }: { organizations: readonly Organization[]; onChanged: () => void }) {
  const { organization: texts } = useSyntropiTexts();
  const [chosen, setChosen] = useState<string>();
  const organization = organizations.find(({ id }) => id === chosen) ?? organizations[0];
  if (organization === undefined) return <Notice title={texts.noOrganization}>{texts.noOrganizationText}</Notice>;
  return (
    <Overview organization={organization} onChanged={onChanged}>
      {organizations.length > 1 && (
        <SelectField
          label={texts.chooseOrganization}
          value={organization.id}
          choices={organizations}
          onChoose={setChosen}
        />
      )}
    </Overview>
  );
}

type OverviewProps = { organization: Organization; onChanged: () => void; children: ReactNode };

function Overview({ organization, onChanged, children }: OverviewProps) {
  const { organization: texts } = useSyntropiTexts();
  const { name, pin, signer, enrolments, sites, storageUnits } = organization;
  return (
    <>
      {children}
      <Panel title={name}>
        <Details
          items={[
            [texts.pin, pin],
            [texts.signer, signer],
          ]}
        />
      </Panel>
      <Enrolments enrolments={enrolments} />
      <Coordinators organization={organization} onChanged={onChanged} />
      <Sites sites={sites} />
      <StorageUnits units={storageUnits} />
    </>
  );
}
