using BackOffice.Rules.Identity;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BackOffice.Workflows.Data;

internal sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

internal sealed class SiteCodeConverter() : ValueConverter<SiteCode, string>(site => site.Value, text => SiteCode.Parse(text));

internal sealed class UserIdConverter() : ValueConverter<UserId, string>(userId => userId.Value, text => UserId.Parse(text));

internal sealed class CaseIdConverter() : ValueConverter<CaseId, Guid>(id => id.Value, guid => new CaseId(guid));

internal sealed class InstanceIdConverter() : ValueConverter<InstanceId, Guid>(id => id.Value, guid => new InstanceId(guid));
