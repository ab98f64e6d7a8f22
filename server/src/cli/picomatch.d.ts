// The types of tinyglobby name this package, which has none of its own.
declare module "picomatch";
