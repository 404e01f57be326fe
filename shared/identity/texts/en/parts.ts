/** What parts of pages say that the page to sign in on has none of. */
export const parts = {
  dateHint: 'Month, day, year: MM/DD/YYYY',
  dateWrong: 'This is not a date. Enter it as MM/DD/YYYY.',
  table: {
    overflows: 'Scroll sideways to see every column.',
    filter: 'Filter this list',
    all: 'All',
    sort: (column: string) => `Sort by ${column}`,
    shown: (shown: number, all: number) => `${shown === all ? '' : `${shown} of `}${all} ${all === 1 ? 'row' : 'rows'}`,
    none: 'Nothing matches this filter.',
    previous: 'Previous',
    next: 'Next',
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    csv: 'Download CSV',
    print: 'Print',
    total: 'Total',
  },
  chart: { numbers: 'The numbers as a table', none: 'None in this time.' },
  combo: { open: 'Show the choices', none: 'No choice matches.' },
  dialog: { close: 'Close' },
} as const;
