using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Analysis;

/// <summary>A concrete request that is built dimension by dimension.</summary>
internal sealed class WitnessRequest(PolicyContext api)
{
    private const string OtherAccount = "000000000000";

    public string Principal { get; set; } = AccessRequest.Anonymous;

    public string Suffix { get; set; } = "/prod/GET/";

    public RequestKeys Keys { get; } = [];

    public AccessRequest Build()
    {
        // A caller that the policy does not name belongs to whatever account the request names.
        string principal =
            Keys.Find("aws:PrincipalAccount", out RequestKey account)
            && account.Value is { } id
            && Principal.Contains(OtherAccount, StringComparison.Ordinal)
                ? Principal.Replace(OtherAccount, id, StringComparison.Ordinal)
                : Principal;
        return new AccessRequest
        {
            Principal = principal,
            Resource = api.ApiArn + Suffix,
            Context = Keys,
        };
    }
}
