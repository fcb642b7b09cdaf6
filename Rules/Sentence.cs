namespace BackOffice.Rules;

/// <summary>
/// One statement to a person, in the two languages of the product. Screens, notices and problem answers show
/// <see cref="Indonesian"/> unless English was asked for; logs use <see cref="English"/>.
/// </summary>
/// <param name="Indonesian">The sentence in Indonesian, complete and with its full stop.</param>
/// <param name="English">The same sentence in English.</param>
public sealed record Sentence(string Indonesian, string English);
