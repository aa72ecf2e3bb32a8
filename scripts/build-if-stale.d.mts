export declare const root: string;
export declare function ensureInstalled(): void;
export declare function ensureBuilt(): void;
export declare function prepare(): void;
