import { Redirect } from 'wouter';
import { useApplication } from '../../../platform/application/application-frame.tsx';
import { StockPage } from './stock-page.tsx';

/** Where VAOS opens: a coordinator's first site, or what waits for the State's reviewer. */
export function StartPage() {
  const { roles, sites } = useApplication().context.caller;
  const reviewsOnly = roles.includes('state-reviewer') && sites.length === 0;
  return reviewsOnly ? <Redirect to="/review" replace /> : <StockPage siteId={undefined} />;
}
