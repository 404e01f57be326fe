import AjvCompiler from '@fastify/ajv-compiler';
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import type { FastifySchemaCompiler, FastifySerializerCompiler, FastifyServerOptions } from 'fastify';

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;
/** As fastify calls them; their own types say that they take the schema alone. */
type Validators = (external: unknown, options: unknown) => FastifySchemaCompiler<unknown>;
type Serializers = (external: unknown, options: unknown) => FastifySerializerCompiler<unknown>;

const validators = AjvCompiler() as unknown as Validators;
const serializers = SerializerSelector() as Serializers;

const lazyValidators: Validators = (external, options) => {
  const compiler = once(() => validators(external, options));
  return (route) => {
    const validate = once(() => compiler()(route));
    // What is wrong stands on the function itself.
    return Object.defineProperty((data: unknown) => validate()(data), 'errors', { get: () => validate().errors });
  };
};

const lazySerializers: Serializers = (external, options) => {
  const compiler = once(() => serializers(external, options));
  return (route) => {
    const serialize = once(() => compiler()(route));
    return (data) => serialize()(data);
  };
};

/**
 * Fastify's own compilers, which the servers of a process share, but each schema is compiled when the first request needs
 * it. Compiling all of them was a third of what a start of the servers took.
 */
export const lazySchemas = {
  buildValidator: lazyValidators,
  buildSerializer: lazySerializers,
} as unknown as Compilers;

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
