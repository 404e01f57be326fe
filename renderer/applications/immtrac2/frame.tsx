import type { ReactNode } from 'react';
import {
  ApplicationFrame,
  EnterprisePortalButton,
  useApplication,
} from '../../platform/application/application-frame.tsx';
import { Link } from 'wouter';
import { ButtonLink } from '../../platform/design/components.tsx';
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
          <Link href="/reports" className="button">
            {catalogue.reports.title}
          </Link>
          <Link href="/site-agreement" className="button">
            {catalogue.siteAgreement.title}
          </Link>
          {mayRecord && (
            <Link href="/message-files" className="button">
              {files.title}
            </Link>
          )}
          <ButtonLink href={forms} {...outside}>
            {catalogue.links.forms}
          </ButtonLink>
          <ButtonLink href={userTraining} {...outside}>
            {catalogue.links.userTraining}
          </ButtonLink>
        </>
      }
    />
  );
}
