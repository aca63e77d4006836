using Amazon.Runtime.CredentialManagement;
using PrivateApi.Aws.Session;
using PrivateApi.Progress;

namespace PrivateApi.Aws.Credentials;

/// <summary>
/// Finds the Region in AWS Tools' order (its V4 source; V5's pages name only the first two): -Region,
/// $StoredAWSRegion, the profile, the environment, and the instance where the credentials are the instance's.
/// </summary>
internal sealed class RegionChain(AwsConnection connection, Func<string, string?> variable, Func<string?> machine)
{
    /// <summary>The Region that was chosen, where it comes from, and what to say about it.</summary>
    public (string Region, string Source, IReadOnlyList<ProgressEvent> ProgressEvents) Resolve(
        ResolvedCredentials credentials,
        Func<CredentialProfile?> fallback
    )
    {
        List<(string Region, string Source)> found = [.. Candidates(credentials, fallback)];
        if (found.Count == 0)
        {
            throw ConnectionFault.NoRegion();
        }

        (string region, string source) = found[0];
        List<ProgressEvent> progress = [ProgressEvent.Verbose($"Region {region} from {source}, credentials from {credentials.Source}.")];
        foreach ((string other, string from) in found.Skip(1).Where(item => item.Region != region))
        {
            progress.Add(ProgressEvent.Verbose($"{from} names {other}, which is used only if {source} names no Region."));
        }

        if (!KnownRegions.Contains(region))
        {
            progress.AddRange(Unlisted(region, source));
        }

        return (region, source, progress);
    }

    private IEnumerable<(string Region, string Source)> Candidates(ResolvedCredentials credentials, Func<CredentialProfile?> fallback)
    {
        if (connection.Region is { Length: > 0 } said)
        {
            yield return (said, "-Region");

            // A Region named on the command needs no explanation.
            yield break;
        }

        if (connection.LabRegion is { } lab)
        {
            yield return (lab, "the lab");
            yield break;
        }

        if (connection.StoredRegion is { Length: > 0 } stored)
        {
            yield return (stored, "$StoredAWSRegion");
        }

        CredentialProfile? profile = credentials.Profile ?? fallback();
        if (profile?.Region is { } region)
        {
            yield return (region.SystemName, $"profile '{profile.Name}'");
        }

        foreach (string name in new[] { "AWS_REGION", "AWS_DEFAULT_REGION" })
        {
            if (variable(name) is { Length: > 0 } value)
            {
                yield return (value, $"the environment variable {name}");
            }
        }

        if (credentials.IsInstance && machine() is { Length: > 0 } here)
        {
            yield return (here, "the instance's metadata");
        }
    }

    // A Region newer than the SDK's list is the next one in a part of the world; anything else is a typing error.
    private IEnumerable<ProgressEvent> Unlisted(string region, string source)
    {
        if (!region.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            throw ConnectionFault.UnknownRegion(region, source);
        }

        // An emulator may have Regions of its own; the lab has those of AWS.
        bool isAws = connection.EndpointUrl is null || connection.IsLab;
        if (isAws && !KnownRegions.MayBeNew(region))
        {
            throw ConnectionFault.UnknownRegion(region, source);
        }

        return isAws
            ?
            [
                ProgressEvent.Warning(
                    $"The Region {region} (from {source}) is not in this module's list. If it is not a new one, check the spelling."
                ),
            ]
            : [];
    }
}
