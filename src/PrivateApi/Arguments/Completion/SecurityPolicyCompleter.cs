namespace PrivateApi.Arguments.Completion;

/// <summary>
/// Completes the security policies of regional and private APIs (API Gateway guide, "Supported security policies"). AWS adds others in
/// time, so that any is taken.
/// </summary>
public sealed class SecurityPolicyCompleter()
    : WordCompleter(
        ("TLS_1_2", "the default of private APIs, of the older kind: without an access mode"),
        ("SecurityPolicy_TLS13_1_2_2021_06", "TLS 1.2 and 1.3"),
        ("SecurityPolicy_TLS13_1_2_PQ_2025_09", "TLS 1.2 and 1.3, post-quantum"),
        ("SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", "TLS 1.2 and 1.3, forward secrecy, post-quantum"),
        ("SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09", "TLS 1.2 and 1.3, FIPS, post-quantum"),
        ("SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09", "TLS 1.2 and 1.3, FIPS, forward secrecy, post-quantum"),
        ("SecurityPolicy_TLS13_1_3_2025_09", "TLS 1.3"),
        ("SecurityPolicy_TLS13_1_3_FIPS_2025_09", "TLS 1.3, FIPS")
    );
