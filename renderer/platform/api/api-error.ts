import type { Language } from '../../../shared/contract/languages.ts';
import type {
  FieldProblem,
  ProblemDetails,
  ProblemParameters,
  ProblemType,
} from '../../../shared/contract/problems.ts';
import { pageProblems } from '../../../shared/identity/texts/en/page-problems.ts';
import type { Texts } from '../../../shared/identity/texts/texts.ts';

/** What a page in another language than the source has to say it with. */
interface Translated {
  readonly texts: Texts;
  readonly language: Language;
  /** The deployment's. */
  readonly timeZone: string;
}

interface Said extends Pick<ProblemDetails, 'fields' | 'parameters'> {
  /** In the source language; `useProblemText` says the same in the page's. */
  readonly message: string;
  readonly inTranslation: (page: Translated) => string;
}

/** What an API call ends with when it does not succeed; `unreachable` when there was no answer at all. */
export class ApiError extends Error {
  /**
   * `no-cookies`: what the server gave this browser to remember is not there with the next request;
   * `answer-unknown`: page and server are not of one version.
   */
  readonly type: ProblemType | 'unreachable' | 'no-cookies' | 'answer-unknown';
  readonly fields: readonly FieldProblem[];
  readonly parameters: ProblemParameters;
  readonly inTranslation: Said['inTranslation'];

  constructor(type: ApiError['type'], { message, inTranslation, fields = [], parameters = {} }: Said) {
    super(message);
    this.type = type;
    this.fields = fields;
    this.parameters = parameters;
    this.inTranslation = inTranslation;
  }
}

/** No server answered. */
export const unreachable = () =>
  new ApiError('unreachable', {
    message: pageProblems.unreachable,
    inTranslation: ({ texts }) => texts.problems.unreachable,
  });

/** The server is not of this version. */
export const answerUnknown = () =>
  new ApiError('answer-unknown', {
    message: pageProblems.answerUnknown,
    inTranslation: ({ texts }) => texts.problems.answerUnknown,
  });
