export declare const laterParts: RegExp;
