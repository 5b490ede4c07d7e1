"""The agents: one LangGraph graph over MCP clients. They hold no plan and no calendar; models only draft."""
