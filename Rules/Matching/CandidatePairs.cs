namespace BackOffice.Rules.Matching;

/// <summary>Placeholder.</summary>
internal static class CandidatePairs;
