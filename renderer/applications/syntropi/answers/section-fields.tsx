import type { ReactNode } from 'react';
import type { AnsweredSection } from '../../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import type { FieldsProps } from './answer-fields.tsx';
import { Clinician, Coordinators } from './people-fields.tsx';
import { Hours, Population } from './service-fields.tsx';
import { Facility, Programs, Registration } from './site-fields.tsx';
import { Storage } from './storage-fields.tsx';

type AnyProps = Pick<FieldsProps<AnsweredSection>, 'errorOf' | 'answers' | 'texts'> & {
  readonly value: object;
  readonly onChange: (value: object) => void;
};

/** The fields of a section, which reads and writes the answers of that section alone. */
export function fieldsOf(section: AnsweredSection, props: AnyProps): ReactNode {
  return (all[section] as (props: AnyProps) => ReactNode)(props);
}

/** They keep nothing of their own, so that they are as good as called. */
const all: { readonly [S in AnsweredSection]: (props: FieldsProps<S>) => ReactNode } = {
  registration: Registration,
  programs: Programs,
  facility: Facility,
  hours: Hours,
  population: Population,
  storage: Storage,
  coordinators: Coordinators,
  clinician: Clinician,
};
