import { expect, test } from 'vitest';
import { contextMenuRoles } from '../../../main/windows/context-menu-roles.ts';

const everything = { canCut: true, canCopy: true, canPaste: true, canSelectAll: true };
const nothing = { canCut: false, canCopy: false, canPaste: false, canSelectAll: false };

test.each([
  ['a field with text marked', true, 'Avery', everything, ['cut', 'copy', 'paste', 'selectAll']],
  ['an empty field', true, '', { ...everything, canCut: false, canCopy: false }, ['paste', 'selectAll']],
  ['a password field', true, 'secret', { ...everything, canCut: false, canCopy: false }, ['paste', 'selectAll']],
  ['marked text of the page', false, 'Avery', everything, ['copy', 'selectAll']],
  ['the page itself', false, '', everything, ['selectAll']],
  ['something that cannot be marked', false, '', nothing, []],
] as const)(
  '[K4] the context menu of %s has what applies there and nothing else',
  (_where, isEditable, selectionText, editFlags, roles) => {
    expect(contextMenuRoles({ isEditable, selectionText, editFlags })).toEqual(roles);
  },
);
