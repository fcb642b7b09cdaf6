using System.Globalization;
using System.Text;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace BackOffice.Workflows.Staff.Codes;

/// <summary>Gives a person a secret for the device that is to make codes. It counts from when the device shows that it has it (<see cref="ConfirmTotp"/>); beginning again gives another one.</summary>
public sealed class BeginTotp(Database database, CodeVault vault)
{
    private const string Issuer = "BackOffice Inaproc";

    /// <summary>Whose.</summary>
    public sealed record Request(StaffSession Session);

    /// <summary>A picture of squares as an SVG path, in units of one square.</summary>
    /// <param name="Side">Width and height, the quiet zone included: the view box is <c>0 0 Side Side</c>.</param>
    /// <param name="Path">The <c>d</c> of the path, to be filled dark on light.</param>
    public sealed record Picture(int Side, string Path)
    {
        /// <summary>The path tells the secret.</summary>
        public override string ToString() => nameof(Picture);
    }

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The secret, this once: to be typed, as an address that opens the device's program, and as a QR code of that address.</summary>
        public sealed record Begun(string Secret, string Uri, Picture Qr) : Answer
        {
            /// <inheritdoc />
            public override string ToString() => nameof(Begun);
        }

        /// <summary>There is none.</summary>
        public sealed record Refused(Refusal Why) : Answer;
    }

    /// <summary>Makes a secret and keeps it sealed.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        var secret = KeyGeneration.GenerateRandomKey();
        var sealedSecret = vault.Seal(request.Session.Member, secret);
        var refusal = await database.InTransactionAsync(async (transaction, token) =>
        {
            var member = await transaction.Db.Users.SingleAsync(user => user.Id == request.Session.Member, token);
            if (member.TotpSince is not null)
                return StaffRefusals.CodeIsOn;
            (member.SealedTotpSecret, member.TotpLastStep) = (sealedSecret, 0);
            return null;
        }, ct);
        if (refusal is not null)
            return new Answer.Refused(refusal);
        var uri = new OtpUri(OtpType.Totp, secret, request.Session.Actor.Name, Issuer).ToString();
        return new Answer.Begun(Base32Encoding.ToString(secret), uri, Draw(uri));
    }

    private static Picture Draw(string payload)
    {
        var code = QrBars.Of(payload);
        var path = new StringBuilder();
        foreach (var (row, start, end) in code.Bars)
            path.Append(CultureInfo.InvariantCulture, $"M{start} {row}h{end - start}v1h-{end - start}z");
        return new(code.Side, path.ToString());
    }
}
