import { useState } from 'react';
import { useLocation, useSearch as useQuery } from 'wouter';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { Client } from '../../../../shared/applications/immtrac2/clients/api.ts';
import { dosesPerDate, type HistorySource } from '../../../../shared/applications/immtrac2/fields.ts';
import type { VaccineCodes } from '../../../../shared/applications/immtrac2/doses/api.ts';
import { readUnitScan, type Reading, type UnitScan } from '../../../../shared/applications/codes/unit-scan.ts';
import { call } from '../../../platform/api/client.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { useApplication } from '../../../platform/application/application-frame.tsx';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, TextField } from '../../../platform/design/components.tsx';
import { useDraft } from '../../../platform/drafts/use-draft.ts';
import { AboutClient } from '../clients/client-band.tsx';
import { useCurrentSite } from '../sites/current-site.ts';
import { DoseFields } from './dose-fields.tsx';
import { ScanNotice } from '../../../platform/forms/scan-notice.tsx';
import { useScanner } from '../../../platform/forms/scanner.ts';
import { doseIn, nextSlot, type Slot, withScan } from './dose-slot.ts';
import { Choice, choicesOf } from '../forms/form-fields.tsx';
import { doseName } from '../forms/field-names.ts';
import { useFieldSentence } from '../forms/field-sentence.ts';
import { SavingForm, useSaving } from '../forms/saving-form.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/** Up to six vaccines of one day: given here, or taken over from a record that the client brought [I5]. */
export function RecordPage({ id }: { id: string }) {
  const texts = useImmTrac2Texts().doses.entry;
  const isHistory = useQuery() === 'history';
  return (
    <AboutClient id={id} title={isHistory ? texts.historyTitle : texts.title} forRecording>
      {(client) => <WithCodes client={client} isHistory={isHistory} />}
    </AboutClient>
  );
}

function WithCodes({ client, isHistory }: { client: Client; isHistory: boolean }) {
  const codes = useRead(immtrac2Api.vaccineCodes);
  return (
    <ApplicationResource of={codes}>
      {(known) => <EntryForm client={client} isHistory={isHistory} codes={known} />}
    </ApplicationResource>
  );
}

interface Scanned {
  readonly scan: UnitScan;
  readonly said: string;
  readonly isRefused?: true;
}

function EntryForm({ client, isHistory, codes }: { client: Client; isHistory: boolean; codes: VaccineCodes }) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.doses.entry;
  const { caller } = useApplication().context;
  const begun = { date: isHistory ? '' : client.asOf, siteId: useCurrentSite().site?.id ?? '', source: 'parent' };
  const first = () => (isHistory ? nextSlot(undefined) : { ...nextSlot(undefined), administeredBy: caller.name });
  const [head, setHead] = useState(begun);
  const [slots, setSlots] = useState<readonly Slot[]>(() => [first()]);
  const [scanned, setScanned] = useState<Scanned>();
  const [, goTo] = useLocation();
  const typed = slots.some(({ cvx }) => cvx !== '');
  // Of this client and this kind of entry: another's vaccines come back to nobody.
  const whose = `${client.id} ${isHistory ? 'history' : 'given'}`;
  const vaccines = Object.fromEntries(slots.map((slot, at) => [`vaccine${at}`, JSON.stringify(slot)]));
  const kept: Record<string, string> = typed ? { whose, ...head, ...vaccines } : {};
  const draft = useDraft('immunizations', kept, (found) => {
    if (found['whose'] !== whose) return false;
    const { date = begun.date, siteId = begun.siteId, source = begun.source } = found;
    setHead({ date, siteId, source });
    setSlots(
      Array.from({ length: dosesPerDate }, (_, at) => found[`vaccine${at}`]).flatMap((slot) =>
        slot ? [JSON.parse(slot) as Slot] : [],
      ),
    );
    return true;
  });

  const change = (at: number, slot: Slot) => setSlots((all) => all.map((each, index) => (index === at ? slot : each)));
  const take = (scan: UnitScan) => {
    if (scan.statement) return setScanned({ scan, said: takeStatement(scan) });
    if (scan.cvx === undefined) return setScanned({ scan, said: '' });
    const free = slots.findIndex(({ cvx, lot }) => cvx === '' || (cvx === scan.cvx && !lot));
    const at = free === -1 ? slots.length : free;
    if (at >= dosesPerDate) return setScanned({ scan, said: catalogue.doses.scan.noRoom, isRefused: true });
    const filled = withScan(slots[at] ?? nextSlot(slots.at(-1)), scan, codes);
    setSlots((all) => (at < all.length ? all.map((each, index) => (index === at ? filled : each)) : [...all, filled]));
    setScanned({ scan, said: catalogue.doses.scan.filled(scan.product ?? scan.ndc11 ?? '', at + 1) });
  };
  const takeStatement = ({ statement }: UnitScan) => {
    const { gdti, edition } = statement!;
    const handed = (slot: Slot) => codes.vaccines.find(({ cvx }) => cvx === slot['cvx'])?.statements.includes(gdti);
    if (edition) setSlots((all) => all.map((slot) => (handed(slot) ? { ...slot, [`vis-${gdti}`]: edition } : slot)));
    return catalogue.doses.scan.statement(codes.statements.find((known) => known.gdti === gdti)?.name ?? gdti);
  };
  useScanner((text) => take(readUnitScan(text, client.asOf)));
  const choose = (reading: Reading) => {
    const { readings: _, notes: __, ...certain } = scanned!.scan;
    setSlots((all) =>
      all.map((slot) =>
        slot['ndc'] === certain.ndc11 && !slot['lot']
          ? withScan(slot, { ...certain, ...reading, result: 'ok' }, codes)
          : slot,
      ),
    );
    setScanned(undefined);
  };

  const save = useSaving(client, async () => {
    const { date, siteId, source } = head;
    const doses = slots.filter(({ cvx }) => cvx !== '').map(doseIn);
    const historical = isHistory ? { historical: source as HistorySource } : {};
    await call(immtrac2Api.record, { params: { id: client.id }, request: { date, siteId, doses, ...historical } });
    draft.discard();
    goTo(`/clients/${client.id}`);
  });
  const sentence = useFieldSentence();
  const errorsOf = (at: number) => {
    const own = (save.error?.fields ?? []).filter(({ field }) => field.startsWith(`doses.${at}.`));
    const refused = own.map((problem) => {
      const name = problem.field.split('.')[2]!;
      return [name, sentence(doseName(`dose.${name}`, texts), problem)] as const;
    });
    return Object.fromEntries([...refused, ...(at === 0 && !typed ? [['cvx', texts.needsVaccine] as const] : [])]);
  };
  const dateError = save.error?.fields.find(({ field }) => field === 'date');
  return (
    <SavingForm
      label={isHistory ? texts.historyTitle : texts.title}
      saving={save}
      complete={typed}
      draft={draft}
      problems={texts.problems}
      nameOf={(field) => doseName(field, texts)}
      actions={
        <>
          {slots.length < dosesPerDate ? (
            <Button onClick={() => setSlots((all) => [...all, nextSlot(all.at(-1))])}>{texts.another}</Button>
          ) : (
            <span className="soft">{texts.most}</span>
          )}
          <Button kind="primary" type="submit" unavailable={save.isPending}>
            {texts.saveCount(Math.max(1, slots.filter(({ cvx }) => cvx !== '').length))}
          </Button>
        </>
      }
    >
      <p className="soft">{`${texts.scanHint} ${texts.codes(codes.asOf)}`}</p>
      <ScanNotice
        texts={catalogue.doses.scan}
        scan={scanned?.scan}
        said={scanned?.said}
        isRefused={scanned?.isRefused}
        onChoose={choose}
        onNone={() => setScanned(undefined)}
      />
      <div className="form-fields">
        <TextField
          label={texts.date}
          type="date"
          value={head.date}
          error={dateError && sentence(texts.date, dateError)}
          onChange={(event) => setHead({ ...head, date: event.target.value })}
        />
        {caller.sites.length > 1 && (
          <Choice
            label={texts.site}
            value={head.siteId}
            choices={caller.sites.map(({ id, name }) => [id, name] as const)}
            onChoose={(siteId) => setHead({ ...head, siteId })}
          />
        )}
        {isHistory && (
          <Choice
            label={texts.source}
            value={head.source}
            choices={choicesOf(catalogue.source)}
            onChoose={(source) => setHead({ ...head, source })}
          />
        )}
      </div>
      {slots.map((slot, at) => (
        // Slots have no order of their own beside the one in which they stand.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset className="dose-slot" key={at}>
          <legend>{texts.vaccineNumber(at + 1)}</legend>
          <DoseFields
            slot={slot}
            historical={isHistory}
            date={head.date}
            codes={codes}
            errors={errorsOf(at)}
            onChange={(changed) => change(at, changed)}
          />
          {slots.length > 1 && (
            <div className="row">
              <Button onClick={() => setSlots((all) => all.filter((_, index) => index !== at))}>
                {texts.remove(at + 1)}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
    </SavingForm>
  );
}
