namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>Answers of Lambda authorizers by stage, authorizer and identity sources, over the lab's clock.</summary>
internal sealed class AuthorizerCache
{
    private readonly Dictionary<(string RestApiId, string Stage, string Key), (string Answer, DateTimeOffset Until)> _answers = [];

    /// <summary>The answer that is kept; null for none.</summary>
    public string? Find(string restApiId, string stage, string key, DateTimeOffset now) =>
        _answers.TryGetValue((restApiId, stage, key), out (string Answer, DateTimeOffset Until) kept) && kept.Until > now
            ? kept.Answer
            : null;

    public void Keep(string restApiId, string stage, string key, string answer, DateTimeOffset until) =>
        _answers[(restApiId, stage, key)] = (answer, until);

    /// <summary>Forgets the answers of a stage (FlushStageAuthorizersCache).</summary>
    public void Flush(string restApiId, string stage)
    {
        foreach ((string, string, string) key in _answers.Keys.Where(key => key.RestApiId == restApiId && key.Stage == stage).ToArray())
        {
            _answers.Remove(key);
        }
    }
}
