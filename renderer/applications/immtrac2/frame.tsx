import type { ReactNode } from 'react';
import {
  ApplicationFrame,
  EnterprisePortalButton,
  useApplication,
} from '../../platform/application/application-frame.tsx';
import { Link } from 'wouter';
import { exchangeTexts } from '../../../shared/applications/immtrac2/exchange/texts.ts';
import { reportsTexts } from '../../../shared/applications/immtrac2/reports/texts.ts';
import { immtrac2Texts } from '../../../shared/applications/immtrac2/texts.ts';
import { ButtonLink } from '../../platform/design/components.tsx';
import { SiteSwitch } from './sites/site-switch.tsx';
import { useMayRecord } from './use-may-record.ts';

type FrameProps = { step?: string; width?: 'wide' | 'narrow'; printedAbout?: string | undefined; children: ReactNode };

/** ImmTrac2's top bar [O5, O9] around its pages. */
export function ImmTrac2Frame(props: FrameProps) {
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
            {reportsTexts.title}
          </Link>
          <Link href="/site-agreement" className="button">
            {immtrac2Texts.siteAgreement.title}
          </Link>
          {mayRecord && (
            <Link href="/message-files" className="button">
              {exchangeTexts.title}
            </Link>
          )}
          <ButtonLink href={forms} {...outside}>
            Forms
          </ButtonLink>
          <ButtonLink href={userTraining} {...outside}>
            User Training
          </ButtonLink>
        </>
      }
    />
  );
}
