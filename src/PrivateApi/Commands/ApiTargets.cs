using System.Management.Automation;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Commands;

/// <summary>The accounts and Regions that a command was given: any number of profiles, and of Regions or patterns of Regions.</summary>
/// <param name="command">The command.</param>
/// <param name="regions">The Regions; null or empty for the connection's.</param>
/// <param name="profiles">The profiles; null or empty for the connection of the session.</param>
internal sealed class ApiTargets(AwsCommand command, IReadOnlyList<string?>? regions, IReadOnlyList<string?>? profiles)
{
    // Any Region that every account has: the list of Regions is the same everywhere.
    private const string AnyRegion = "us-east-1";

    private readonly string?[] _regions = [.. (regions ?? []).Where(region => !string.IsNullOrEmpty(region)).DefaultIfEmpty()];
    private readonly string?[] _profiles = [.. (profiles ?? []).DefaultIfEmpty()];

    /// <summary>True for one account and Region: a failure is the command's own then.</summary>
    public bool IsOne => _profiles.Length == 1 && _regions.Length == 1 && !IsPattern(_regions[0]);

    /// <summary>The profile of a single account; null for the connection of the session.</summary>
    public ApiOrigin? OneOrigin => Origin(_profiles[0]);

    /// <summary>Makes the connection of a single account and Region the command's.</summary>
    public void UseOne() => command.ConnectTo(_regions[0], OneOrigin);

    /// <summary>
    /// Opens all connections; one that cannot be opened is an error, and the others go on. Keys are fetched here, on the pipeline's thread,
    /// since a code of a multi-factor device may be asked for.
    /// </summary>
    public IReadOnlyList<ApiTarget> Open()
    {
        List<ApiTarget> open = [];
        foreach (string? profile in _profiles)
        {
            foreach (string? region in Regions(profile).Distinct(StringComparer.Ordinal))
            {
                if (Session(region, profile) is { } session)
                {
                    open.Add(new ApiTarget(session, Label(session.Region, profile), Origin(profile)));
                }
            }
        }

        return open;
    }

    private static bool IsPattern(string? region) => region is not null && WildcardPattern.ContainsWildcardCharacters(region);

    private static string Label(string? region, string? profile) =>
        string.Join(", ", new[] { region, profile is null ? null : $"profile {VisibleText.Escaped(profile)}" }.OfType<string>());

    private ApiOrigin? Origin(string? profile) =>
        profile is null ? null : new ApiOrigin(profile, command.ProfileLocation, command.EndpointUrl);

    private IEnumerable<string?> Regions(string? profile)
    {
        string[] patterns = [.. _regions.OfType<string>().Where(IsPattern)];
        IReadOnlyList<string> known = [];
        if (patterns.Length > 0)
        {
            if (Session(null, profile, AnyRegion) is not { } session)
            {
                return [];
            }

            known = command.Ask(Label(null, profile), (progress, stop) => AccountRegions.ReadAsync(session, progress, stop)) ?? [];
        }

        return _regions.SelectMany(region =>
            IsPattern(region)
                ? known.Where(WildcardPattern.Get(region!, WildcardOptions.IgnoreCase).IsMatch)
                : (IEnumerable<string?>)[region]
        );
    }

    private AwsSession? Session(string? region, string? profile, string? otherwise = null)
    {
        try
        {
            command.ConnectTo(region, Origin(profile));
            return command.Session;
        }
        catch (PrivateApiException e) when (e.ErrorId == "NoRegion" && otherwise is not null)
        {
            return Session(otherwise, profile);
        }
        catch (PrivateApiException e)
        {
            command.Fail(e, Label(region, profile), IsOne ? null : Label(region, profile));
            return null;
        }
    }
}
