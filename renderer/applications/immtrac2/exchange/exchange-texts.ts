import { exchangeEn } from '../../../../shared/applications/immtrac2/exchange/texts/en.ts';
import { exchangeEs } from '../../../../shared/applications/immtrac2/exchange/texts/es.ts';
import { refusalsEn } from '../../../../shared/applications/immtrac2/refusals/texts/en.ts';
import { refusalsEs } from '../../../../shared/applications/immtrac2/refusals/texts/es.ts';
import { textsOfPages } from '../../../platform/texts/wording.tsx';

/** About files of messages: for ImmTrac2's pages, and for Web FTP Upload, which has nothing else of them. */
export const useExchangeTexts = textsOfPages(
  { ...exchangeEn, refusals: refusalsEn },
  { es: { ...exchangeEs, refusals: refusalsEs } },
);

export type ExchangeTexts = ReturnType<typeof useExchangeTexts>;
