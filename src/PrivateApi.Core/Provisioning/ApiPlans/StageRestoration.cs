using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>What <c>Restore-PrivateApi</c> would do to a stage.</summary>
/// <param name="Api">The API.</param>
/// <param name="Stage">The stage as it is.</param>
/// <param name="Now">The deployment that it serves; null where it is gone.</param>
/// <param name="To">The deployment to go back to.</param>
/// <param name="Hash">The hash of the policy that it took along; null where nobody recorded it.</param>
/// <param name="LiveHash">That of the policy that the stage enforces now; null where that is not known.</param>
internal sealed record StageRestoration(RestApi Api, Stage Stage, Deployment? Now, Deployment To, string? Hash, string? LiveHash)
{
    /// <summary>True when the stage serves it already.</summary>
    public bool IsNothing => Stage.DeploymentId == To.Id;

    /// <summary>True when another policy takes effect by it, or nobody knows.</summary>
    public bool ChangesPolicy => !IsNothing && (Hash is null || Hash != LiveHash);

    /// <summary>The change in words: the deployments, then a line for each method that comes, goes or changes, and the policy.</summary>
    public string Describe()
    {
        string made = To.CreatedDate is { } date ? $" of {date.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC" : string.Empty;
        string words = DeploymentText.Words(To.Description) is { } text ? $", '{text}'" : string.Empty;
        return VisibleText.Lines([
            $"Restore stage {Stage.StageName} of {Api.Name} ({Api.Id}) from deployment {Stage.DeploymentId} to {To.Id}{made}{words}:",
            .. Changes().Select(line => "  " + line),
        ]);
    }

    private IEnumerable<string> Changes()
    {
        if (Now is not null)
        {
            foreach (string line in DeploymentDiff.Lines(Now, To).Where(line => line != "~ policy"))
            {
                yield return line;
            }
        }

        yield return Hash is null ? "~ policy: that which it took along; nobody recorded which that was"
        : Hash == LiveHash ? "  policy: the same as is live"
        : LiveHash is null ? "~ policy: that which it took along; which one is live now is not known"
        : "~ policy: that which it took along, not the one that is live";
    }
}
