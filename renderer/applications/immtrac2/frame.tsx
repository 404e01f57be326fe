import type { ReactNode } from 'react';
import {
  ApplicationFrame,
  EnterprisePortalButton,
  PlaceTab,
  useApplication,
} from '../../platform/application/application-frame.tsx';
import { SiteSwitch } from './sites/site-switch.tsx';
import { useMayRecord } from './use-may-record.ts';
import { useExchangeTexts } from './exchange/exchange-texts.ts';
import { useImmTrac2Texts } from './immtrac2-texts.ts';

type FrameProps = { step?: string; width?: 'wide' | 'narrow'; printedAbout?: string | undefined; children: ReactNode };

/** ImmTrac2's top bar [O5, O9] around its pages. */
export function ImmTrac2Frame(props: FrameProps) {
  const catalogue = useImmTrac2Texts();
  const { files } = useExchangeTexts();
  const { forms, userTraining } = useApplication().context.links;
  const mayRecord = useMayRecord();
  const outside = { target: '_blank', rel: 'noreferrer' };
  return (
    <ApplicationFrame
      {...props}
      actions={
        <>
          <SiteSwitch />
          <EnterprisePortalButton />
          <PlaceTab href="/reports">{catalogue.reports.title}</PlaceTab>
          <PlaceTab href="/site-agreement">{catalogue.siteAgreement.title}</PlaceTab>
          {mayRecord && <PlaceTab href="/message-files">{files.title}</PlaceTab>}
          <a className="place-tab" href={forms} {...outside}>
            {catalogue.links.forms}
          </a>
          <a className="place-tab" href={userTraining} {...outside}>
            {catalogue.links.userTraining}
          </a>
        </>
      }
    />
  );
}
