/** What is loaded only once a paper is opened, code is linked to one or one is implemented: sources, by their path in the clone. */
export const paperParts =
  /^src\/(?:papers|reproduction)\/|^src\/editor\/(?:(?:paper|reproduction|trace)\w*|checkContracts|codeReview)\.ts$|^src\/cli\/(?:paper|reproduc|contract)\w*\.ts$/;
