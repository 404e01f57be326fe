import type { Texts } from '../texts.ts';

/** In Spanish. */
export const capacity: Texts['capacity'] = {
  near: 'El número de cuentas se acerca a lo que el almacén integrado maneja bien',
  over: 'Hay más cuentas de las que el almacén integrado maneja bien',
  text: (accounts, comfortable) =>
    `Hay ${accounts.toLocaleString('es-US')} cuentas; hasta ${comfortable.toLocaleString('es-US')} se manejan bien. Con más, el servidor necesita más memoria y tarda más en iniciar. Pase los datos a PostgreSQL.`,
};
