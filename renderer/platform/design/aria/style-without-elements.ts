/**
 * React Aria writes a style element for what can be pressed, which this product's Content-Security-Policy refuses and
 * components.css says itself. It writes none where an element has this id already.
 */
if (!document.getElementById('react-aria-pressable-style')) {
  const said = document.createElement('meta');
  said.id = 'react-aria-pressable-style';
  document.head.append(said);
}
