import { useEffect } from 'react';

/** What stands at this address is a document of its own: the server is asked for it. */
export function OtherDocument() {
  useEffect(() => location.reload(), []);
  return null;
}
