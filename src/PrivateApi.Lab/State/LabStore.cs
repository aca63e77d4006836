namespace PrivateApi.Lab.State;

/// <summary>
/// Everything in a lab: one state object per service, account and Region (<c>*</c> for services without Regions).
/// Access is under <see cref="Gate"/>.
/// </summary>
internal sealed class LabStore(LabOptions options)
{
    private readonly Dictionary<(Type Type, string AccountId, string Region), object> _states = [];
    private readonly Dictionary<string, LabPrincipal> _principals = [];
    private readonly Recent<string, LabPrincipal> _sessions = new(most: 10_000);

    /// <summary>Held while anything here is read or changed.</summary>
    public object Gate { get; } = new();

    public LabOptions Options { get; } = options;

    /// <summary>The calls on which the lab itself failed.</summary>
    public LabFailures Failures { get; } = new();

    public LabIds Ids { get; } = new(options.Seed);

    public DateTimeOffset Now => Options.Clock.GetUtcNow();

    /// <summary>The state of a service in an account and Region, created on first use.</summary>
    public T Get<T>(string accountId, string region)
        where T : class, ILabState<T>
    {
        if (!_states.TryGetValue((typeof(T), accountId, region), out object? state))
        {
            state = T.Create(this, accountId, region);
            _states.Add((typeof(T), accountId, region), state);
        }

        return (T)state;
    }

    /// <summary>Every state of a kind, with its account and Region.</summary>
    public IEnumerable<(string AccountId, string Region, T State)> All<T>()
        where T : class, ILabState<T> =>
        _states
            .Where(entry => entry.Key.Type == typeof(T))
            .Select(entry => (entry.Key.AccountId, entry.Key.Region, (T)entry.Value))
            .ToList();

    /// <summary>Stores an access key that IAM issued.</summary>
    public void Issue(string accessKey, LabPrincipal principal) => _principals[accessKey] = principal;

    /// <summary>Stores a temporary access key, for a while.</summary>
    public void IssueSession(string accessKey, LabPrincipal principal) => _sessions.Set(accessKey, principal);

    /// <summary>Removes an access key.</summary>
    public void Revoke(string accessKey) => _principals.Remove(accessKey);

    /// <summary>True for a key that was created here.</summary>
    public bool Issued(string accessKey) => _principals.ContainsKey(accessKey) || _sessions.ContainsKey(accessKey);

    /// <summary>The owner of an access key; a key of twelve digits counts as that account's, as in other emulators.</summary>
    public LabPrincipal PrincipalOf(string accessKey) =>
        _principals.TryGetValue(accessKey, out LabPrincipal? principal) || _sessions.TryGetValue(accessKey, out principal)
            ? principal
            : LabPrincipal.User(accessKey.Length == 12 && accessKey.All(char.IsAsciiDigit) ? accessKey : Options.AccountId);

    public string AccountOf(string accessKey) => PrincipalOf(accessKey).AccountId;
}
