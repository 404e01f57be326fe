import { createContext } from 'react';

/** What the clinic is called, as the server says; undefined where nobody has said it. */
export const ClinicName = createContext<string | undefined>(undefined);
