using System.Globalization;
using PrivateApi.Aws.Clients.Resolver;

namespace PrivateApi.Resources;

/// <summary>A Resolver endpoint with its tags.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Tags">Its tags.</param>
internal sealed record TaggedEndpoint(ResolverEndpoint Endpoint, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>True for one that is being deleted.</summary>
    public bool IsLeaving => Endpoint.Status == "DELETING";

    /// <summary>Our name for it; null for one that this module did not create.</summary>
    public string? Name =>
        Tags.GetValueOrDefault(ResourceTags.Step) == ResolverSteps.Endpoint ? Tags.GetValueOrDefault(ResourceTags.Name) : null;

    /// <summary>It as one of those with the same name.</summary>
    public PlanCandidate Candidate => new(Endpoint.Id, Tags.GetValueOrDefault(ResourceTags.Run), Created: Moment(Endpoint.CreationTime));

    /// <summary>A time of Resolver's; null for none.</summary>
    public static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? moment
            : null;
}
