import { createContext } from 'react';

/** Whether a kiosk runs this server for its workstation alone: what is mailed to somebody is then a code, and no link. */
export const OwnKiosk = createContext(false);
