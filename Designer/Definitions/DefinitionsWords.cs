namespace BackOffice.Designer.Definitions;

/// <summary>Names the texts about workflows.</summary>
internal sealed class DefinitionsWords;
