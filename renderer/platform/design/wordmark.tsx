/** The product's own sign: a doorway with a plus. No seal or logo of the State. */
export function Wordmark() {
  return (
    <span className="wordmark">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" className="wordmark-ground" />
        <path d="M8 27V13a8 8 0 0 1 16 0v14" className="wordmark-door" />
        <path d="M16 13.500v9M11.500 18h9" className="wordmark-plus" />
      </svg>
    </span>
  );
}
