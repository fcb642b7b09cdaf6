namespace BackOffice.Workflows.Notices;

/// <summary>To whom a mail goes.</summary>
/// <param name="Address">One e-mail address, without a name.</param>
/// <param name="Name">The name shown beside it; may be empty.</param>
public sealed record MailRecipient(string Address, string Name);

/// <summary>One mail, ready to be handed to a transport: the same content as HTML and as plain text.</summary>
/// <param name="MessageId">
/// <c>id@host</c> without angle brackets. The same notice keeps it over every attempt, so that a mail delivered twice can be seen to be one.
/// </param>
/// <param name="To">The one recipient.</param>
/// <param name="Subject">The subject; line breaks and control characters in it are dropped.</param>
/// <param name="Html">The HTML body.</param>
/// <param name="Text">The plain-text body.</param>
/// <param name="Languages">The languages of the body, first one first, such as <c>id, en</c>.</param>
/// <param name="Date">When the notice was written, not when it is sent.</param>
public sealed record OutgoingMail(string MessageId, MailRecipient To, string Subject, string Html, string Text, string Languages, DateTimeOffset Date);
