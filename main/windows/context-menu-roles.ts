import type { ContextMenuParams } from 'electron';

type Role = 'cut' | 'copy' | 'paste' | 'selectAll';
type Asked = Pick<ContextMenuParams, 'isEditable' | 'selectionText'> & {
  readonly editFlags: Pick<ContextMenuParams['editFlags'], 'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll'>;
};

/** What applies at that place and nothing else: no links, no pictures to save, no tools [K4]. */
export function contextMenuRoles({ isEditable, selectionText, editFlags }: Asked): Role[] {
  const { canCut, canCopy, canPaste, canSelectAll } = editFlags;
  return [
    ...(isEditable && canCut ? (['cut'] as const) : []),
    ...(canCopy && selectionText !== '' ? (['copy'] as const) : []),
    ...(isEditable && canPaste ? (['paste'] as const) : []),
    ...(canSelectAll ? (['selectAll'] as const) : []),
  ];
}
