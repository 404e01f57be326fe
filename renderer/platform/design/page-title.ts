/** The window's title: what the page is, and before it that something on it is wrong (WCAG 2.2 SC 3.3.1, GOV.UK and NHS practice). */
let title = '';
let said: string | undefined;

function write(): void {
  document.title = [said, title].filter(Boolean).join(' ');
}

export function setPageTitle(now: string): void {
  title = now;
  write();
}

/** @returns takes it back */
export function sayInTitle(prefix: string | undefined): () => void {
  said = prefix;
  write();
  return () => {
    if (said !== prefix) return;
    said = undefined;
    write();
  };
}
