import { sourceLanguage } from '../../../shared/contract/languages.ts';
import type { ClientMetadata } from 'oidc-provider';
import type { PortalApplication } from '../../../shared/identity/api/identity.ts';
import { isOpenedBy, type Services, serviceScopes } from '../../../shared/identity/api/services.ts';
import {
  type ApplicationId,
  applicationIds,
  applications,
  offeredScopes,
} from '../../../shared/applications/applications.ts';
import type { Manifest } from '../../../shared/applications/manifest.ts';
import { isLoopbackHost } from '../../../shared/contract/loopback.ts';
import type { ClientSettings, Settings, SigningAlgorithm } from '../../../shared/kiosk/settings.ts';
import { readSecretFile } from '../../keys/secret-file.ts';
import { SettingsError } from '../../settings.ts';

/** One application that signs on through this server. */
export interface RegisteredClient {
  readonly id: string;
  readonly openTo: Manifest['openTo'];
  readonly signing: SigningAlgorithm;
  /** Whether a request may come without a code challenge. */
  readonly withoutPkce: boolean;
  readonly name: string;
  /** Where its own pages stand, and where nobody else's do. */
  readonly ownOrigins: readonly string[];
  /** What it may do by itself. */
  readonly services: Services;
  readonly metadata: ClientMetadata;
  /** What the portal's launcher shows, where it leads there at all. */
  readonly launched: PortalApplication | undefined;
}

/** One of the three, running as part of this deployment. */
export function bundledClient(id: ApplicationId, origin: string, secret: string, portal: string): RegisteredClient {
  const { name, fullName, description, openTo, services = {} } = applications[id];
  return {
    id,
    name,
    openTo,
    services,
    ownOrigins: [origin],
    signing: 'ES256',
    withoutPkce: false,
    metadata: {
      client_id: id,
      client_secret: secret,
      client_name: name,
      token_endpoint_auth_method: 'client_secret_basic',
      redirect_uris: [`${origin}/sign-in/callback`],
      post_logout_redirect_uris: [`${portal}/`],
      backchannel_logout_uri: `${origin}/backchannel-logout`,
      backchannel_logout_session_required: true,
      ...granted(['authorization_code'], 'openid profile workstation', services),
    },
    launched: {
      id,
      name,
      fullName,
      description: description[sourceLanguage],
      address: `${origin}/`,
      origins: [origin],
      bundled: true,
    },
  };
}

/** What it may ask for when people sign on, and, by its own credentials, for itself. */
function granted(grants: readonly string[], scope: string, services: Services): Partial<ClientMetadata> {
  const own = scopesOf(services);
  return {
    grant_types: [...grants, ...(own.length > 0 ? ['client_credentials'] : [])],
    scope: [...(scope === '' ? [] : [scope]), ...own].join(' '),
  };
}

/** What it may ask for by its own credentials: of the identity server, and of applications. */
export function scopesOf(services: Services): string[] {
  const { scopes = [] } = services.applications ?? {};
  // Whoever has the one for every kind may ask for a single kind.
  const within = offeredScopes.filter((each) => !scopes.includes(each) && isOpenedBy(scopes, each));
  return [...serviceScopes.filter((each) => services[each] !== undefined), ...scopes, ...within];
}

/** What the portal's launcher leads to. */
export interface LaunchedApplication {
  readonly openTo: Manifest['openTo'];
  readonly launched: PortalApplication;
}

/**
 * The three first, whether they run here or a real one outside stands in for them and signs people in its own way; then
 * those that the settings add.
 */
export function launchedApplications(
  { applications: outside = {} }: Settings,
  clients: readonly RegisteredClient[],
): LaunchedApplication[] {
  const standIns = applicationIds.flatMap((id) => {
    const place = outside[id];
    if (place === undefined) return [];
    const { name, fullName, description, openTo } = applications[id];
    const origins = originsOf(place);
    return [
      {
        openTo,
        launched: {
          id,
          name,
          fullName,
          description: description[sourceLanguage],
          address: place.address,
          origins,
          bundled: false,
        },
      },
    ];
  });
  const signedOn = clients.flatMap(({ openTo, launched }) => (launched ? [{ openTo, launched }] : []));
  const order = (id: string) => (applicationIds as readonly string[]).indexOf(id) + 1 || applicationIds.length + 1;
  return [...standIns, ...signedOn].toSorted((a, b) => order(a.launched.id) - order(b.launched.id));
}

/** @throws SettingsError naming the client and what is wrong with its registration */
export async function clientsOf({ clients = [] }: Settings): Promise<RegisteredClient[]> {
  const taken = new Set<string>(applicationIds);
  const registered: RegisteredClient[] = [];
  for (const [index, client] of clients.entries()) {
    const where = `clients.${index} (${client.id})`;
    if (taken.has(client.id)) throw new SettingsError(`${where}: the id is taken`);
    taken.add(client.id);
    registered.push(await registeredClient(client, where));
  }
  return registered;
}

async function registeredClient(client: ClientSettings, where: string): Promise<RegisteredClient> {
  const { id, name, description = '', address, openTo = 'everyone', redirectUris = [], services = {} } = client;
  for (const uri of [...redirectUris, ...(client.postLogoutRedirectUris ?? []), client.backchannelLogoutUri]) {
    if (uri !== undefined) requireSafe(uri, where);
  }
  const unknown = services.applications?.scopes.find((scope) => !offeredScopes.includes(scope));
  if (unknown !== undefined) {
    throw new SettingsError(
      `${where}: no application offers the scope ${unknown}; there are ${offeredScopes.join(', ')}`,
    );
  }
  // A system that only calls by itself has no pages.
  if (redirectUris.length === 0 && (address !== undefined || scopesOf(services).length === 0)) {
    throw new SettingsError(`${where}: give redirectUris, or, where nobody signs on, services and no address`);
  }
  return {
    id,
    name,
    openTo,
    services,
    ownOrigins: originsOf({ address, origins: redirectUris }),
    signing: client.idTokenSignedResponseAlg ?? 'ES256',
    withoutPkce: client.pkce === 'optional',
    metadata: {
      client_id: id,
      client_name: name,
      ...(await credentialsOf(client, where)),
      redirect_uris: redirectUris,
      post_logout_redirect_uris: client.postLogoutRedirectUris ?? [],
      ...(client.backchannelLogoutUri !== undefined && {
        backchannel_logout_uri: client.backchannelLogoutUri,
        backchannel_logout_session_required: true,
      }),
      ...(redirectUris.length === 0
        ? granted([], '', services)
        : granted(['authorization_code', 'refresh_token'], 'openid profile email offline_access', services)),
    },
    launched:
      address === undefined
        ? undefined
        : {
            id,
            name,
            description,
            address,
            fullName: name,
            origins: originsOf({ address, origins: client.origins }),
            bundled: false,
          },
  };
}

async function credentialsOf(client: ClientSettings, where: string): Promise<Partial<ClientMetadata>> {
  const { secret, secretFile, jwks, tokenEndpointAuthMethod } = client;
  if ([secret, secretFile, jwks].filter((given) => given !== undefined).length !== 1) {
    throw new SettingsError(`${where}: give one of secret, secretFile and jwks`);
  }
  if (jwks !== undefined) {
    if (jwks.keys.some((key) => ['d', 'k', 'p', 'q'].some((part) => part in key))) {
      throw new SettingsError(`${where}: jwks holds a private key; give the public one`);
    }
    return { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: jwks.keys } };
  }
  return {
    token_endpoint_auth_method: tokenEndpointAuthMethod ?? 'client_secret_basic',
    client_secret: secret ?? (await secretFrom(secretFile!, where)),
  };
}

async function secretFrom(file: string, where: string): Promise<string> {
  const secret = await readSecretFile(file, `${where}: secretFile`);
  if (secret.trim().length < 32)
    throw new SettingsError(`${where}: the secret in secretFile has fewer than 32 characters`);
  return secret.trim();
}

/** Clients whose secret is another one where a library leaves out its encoding (RFC 6749, 2.3.1). */
export function clientsWithFragileSecrets(clients: readonly RegisteredClient[]): string[] {
  const isFragile = (secret: string | undefined) => secret !== undefined && !/^[A-Za-z0-9._-]+$/.test(secret);
  return clients.filter(({ metadata }) => isFragile(metadata.client_secret)).map(({ id }) => id);
}

/** Codes and logout tokens travel there. */
function requireSafe(uri: string, where: string): void {
  const { protocol, hostname, hash, username } = new URL(uri);
  if (protocol !== 'https:' && !isLoopbackHost(hostname)) throw new SettingsError(`${where}: ${uri} must use https`);
  if (hash !== '' || username !== '') throw new SettingsError(`${where}: ${uri} must have no fragment and no user`);
}

function originsOf({
  address,
  origins = [],
}: {
  address?: string | undefined;
  origins?: string[] | undefined;
}): string[] {
  const all = address === undefined ? origins : [address, ...origins];
  return [...new Set(all.map((each) => new URL(each).origin))];
}
