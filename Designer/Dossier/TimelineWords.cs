namespace BackOffice.Designer.Dossier;

/// <summary>Names the words for what happened in a case: acts, steps and their outcomes, decisions of policies.</summary>
internal sealed class TimelineWords;
