namespace PrivateApi.Reachability.Answers;

/// <summary>
/// The plain 403 <c>Forbidden</c>, which has six causes; only what is known of the API tells them apart
/// (AWS re:Post, "How do I troubleshoot API Gateway HTTP 403 Forbidden errors?").
/// </summary>
internal static class ForbiddenAnswer
{
    public static AnswerCause WebAcl => new(AnswerCauseKind.WebAclBlocked, "A rule of the stage's web ACL (AWS WAF) blocks the call.");

    public static IEnumerable<AnswerCause> Causes(AnswerFacts facts)
    {
        string? domain = facts.DomainName;
        if (domain is not null && facts.DomainLeads != true)
        {
            yield return new AnswerCause(
                AnswerCauseKind.DomainNotAssociated,
                $"The VPC endpoint that the call came through is not associated with the custom domain name {domain}: it has no domain "
                    + "name access association, or one that is not ready yet (about 15 minutes)."
            );
            yield return new AnswerCause(
                AnswerCauseKind.BasePathUnknown,
                $"No base path and no routing rule of {domain} takes the path of the URL."
            );
        }

        if (domain is null && facts.ApiExists != true)
        {
            yield return new AnswerCause(
                AnswerCauseKind.ApiUnknown,
                "The Region has no API with this id, or the Host header (or x-apigw-api-id) does not name an API."
            );
        }

        if (facts.ApiExists != false && facts.ApiIsPrivate != true)
        {
            yield return new AnswerCause(
                AnswerCauseKind.ApiPublic,
                "The API is not private: a VPC endpoint leads only to private APIs, and an endpoint with "
                    + "private DNS cuts the VPC off from public APIs."
            );
        }

        if (facts.ApiExists != false && facts.StageExists != true)
        {
            yield return new AnswerCause(
                AnswerCauseKind.StageUnknown,
                domain is null
                    ? "The API has no stage with this name, or the URL does not name a stage."
                    : $"The API has no stage with the name that {domain} leads to."
            );
        }

        if (facts.StageExists != false && facts.ApiKeyRequired != false)
        {
            yield return new AnswerCause(
                AnswerCauseKind.ApiKeyRefused,
                "The method requires an API key, but the call has none, or a wrong or disabled one, or one "
                    + "whose usage plan does not include this stage."
            );
        }

        if (facts.StageExists != false && facts.HasWebAcl != false)
        {
            yield return WebAcl;
        }

        if (domain is null && facts.ApiExists != false && facts.DefaultEndpointDisabled != false)
        {
            yield return new AnswerCause(
                AnswerCauseKind.DefaultEndpointDisabled,
                "The API's default endpoint is disabled: it can be called only by a custom domain name."
            );
        }
    }
}
