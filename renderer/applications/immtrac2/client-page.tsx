import { Link } from 'wouter';
import { type Client, immtrac2Api } from '../../../shared/applications/immtrac2/api.ts';
import { shownDate } from '../../../shared/contract/time.ts';
import { immtrac2Texts } from '../../../shared/applications/immtrac2/texts.ts';
import { useResource } from '../../platform/api/use-resource.ts';
import { ApplicationResource } from '../../platform/application/application-problem.tsx';
import { Details, Notice, Panel } from '../../platform/design/components.tsx';
import { ImmTrac2Frame } from './frame.tsx';
import { History } from './history.tsx';

const texts = immtrac2Texts.client;

export function ClientPage({ id }: { id: string }) {
  const client = useResource(immtrac2Api.client, { params: { id } });
  return (
    <ImmTrac2Frame step={texts.title}>
      <p>
        <Link href="/">{texts.back}</Link>
      </p>
      <ApplicationResource of={client} missing={<Gone />}>
        {(found) => (
          <div className="stack dense">
            <Identity client={found} />
            <History groups={found.history} />
          </div>
        )}
      </ApplicationResource>
    </ImmTrac2Frame>
  );
}

function Identity({ client }: { client: Client }) {
  const { lastName, firstName, birthDate, sex, age, immtrac2Id, site, address } = client;
  return (
    <>
      <h1>{`${lastName}, ${firstName}`}</h1>
      <Panel aria-label={texts.title}>
        <Details
          items={[
            [immtrac2Texts.find.birthDate, shownDate(birthDate)],
            [texts.ageLabel, texts.age(age.years, age.months)],
            [immtrac2Texts.find.sex, immtrac2Texts.sex[sex]],
            [immtrac2Texts.find.immtrac2Id, immtrac2Id],
            [immtrac2Texts.find.site, site.name],
            [texts.address, address],
          ]}
        />
      </Panel>
    </>
  );
}

/** Also for who has not consented: nothing tells the two apart. */
function Gone() {
  return (
    <>
      <h1>{texts.gone}</h1>
      <Notice>{texts.goneText}</Notice>
    </>
  );
}
