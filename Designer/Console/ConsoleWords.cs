namespace BackOffice.Designer.Console;

/// <summary>Names the texts that every page of the console shares.</summary>
internal sealed class ConsoleWords;
